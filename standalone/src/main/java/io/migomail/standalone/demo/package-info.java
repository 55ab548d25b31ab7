/** The unattended demonstration: everything a newcomer would try, checked. */
package io.migomail.standalone.demo;
