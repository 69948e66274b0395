@NullMarked
package io.cancernet.training.crossvalidation;

import org.jspecify.annotations.NullMarked;
