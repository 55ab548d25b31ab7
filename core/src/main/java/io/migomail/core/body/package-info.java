/** Bodies too large for a record: kept once under their digest, carried by reference. */
package io.migomail.core.body;
