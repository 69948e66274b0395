/** Tests of showing dead letters and putting them back. */
@NullMarked
package io.cancernet.training.deadletter;

import org.jspecify.annotations.NullMarked;
