/** Tests of models. */
@NullMarked
package io.cancernet.training.model;

import org.jspecify.annotations.NullMarked;
