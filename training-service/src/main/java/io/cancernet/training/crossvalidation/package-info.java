/** Cross-validation: what the runs over the folds of the same cases amount to together. */
@NullMarked
package io.cancernet.training.crossvalidation;

import org.jspecify.annotations.NullMarked;
