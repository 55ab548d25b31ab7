/** The product's own pages, whose templates are resources and are trusted; what customers write never gets here. */
package io.migomail.templates.page;
