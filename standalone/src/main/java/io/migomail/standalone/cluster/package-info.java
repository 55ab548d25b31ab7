/** The product as several processes on one machine: started, ended, frozen and watched one by one. */
package io.migomail.standalone.cluster;
