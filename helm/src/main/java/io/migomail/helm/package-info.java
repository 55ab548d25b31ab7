/** The chart as Helm renders it, and the pods that its objects lead to. */
package io.migomail.helm;
