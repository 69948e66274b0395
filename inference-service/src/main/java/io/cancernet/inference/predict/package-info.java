/** Scores for who waits for them: images that come with an HTTP request. */
@NullMarked
package io.cancernet.inference.predict;

import org.jspecify.annotations.NullMarked;
