/** Tests of scores for who waits for them. */
@NullMarked
package io.cancernet.inference.predict;

import org.jspecify.annotations.NullMarked;
