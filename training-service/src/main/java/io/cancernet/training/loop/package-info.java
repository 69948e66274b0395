/** The training loop's data side and its port: batches, order, class weights, results. No engine types. */
@NullMarked
package io.cancernet.training.loop;

import org.jspecify.annotations.NullMarked;
