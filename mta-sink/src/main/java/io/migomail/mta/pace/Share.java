package io.migomail.mta.pace;

/**
 * Of what a source address may send to one destination while it warms up.
 *
 * @param day of its warm-up, from 1 on
 * @param sent attempts on that day
 */
record Share(String ip, int day, int sent) {}
