@NullMarked
package io.cancernet.training.evaluation;

import org.jspecify.annotations.NullMarked;
