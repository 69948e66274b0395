/** Tests of training-service as a whole. */
@NullMarked
package io.cancernet.training;

import org.jspecify.annotations.NullMarked;
