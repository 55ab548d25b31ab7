/** The rendered chart in containers of podman on this machine (docs/adr/0063): what is rendered, what podman is given of it, and a message through it. */
package io.migomail.podman;
