/**
 * The pages in which people of an account see and change what is theirs. They ask the API for everything, as whoever has
 * signed in ({@link io.migomail.ingress.rest.ApiDoor}): what a page shows and lets happen is what the API does.
 */
package io.migomail.ingress.dashboard;
