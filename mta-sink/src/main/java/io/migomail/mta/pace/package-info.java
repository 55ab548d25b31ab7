/** PACE: the mail queue. Holds every delivery from its arrival to its final outcome and paces attempts at it. */
package io.migomail.mta.pace;
