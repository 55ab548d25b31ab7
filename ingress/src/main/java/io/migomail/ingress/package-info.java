/** An ingress node: REST and SMTP in front of one intake, and the programs of its image. */
package io.migomail.ingress;
