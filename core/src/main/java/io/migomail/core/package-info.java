/**
 * The product's vocabulary: ids, words, records that cross a topic and their codecs, topics, limits. Knows the JDK and
 * Protobuf only.
 */
package io.migomail.core;
