/** Training data as pixels of one size: the decoded cache and the splits over it. */
@NullMarked
package io.cancernet.training.data;

import org.jspecify.annotations.NullMarked;
