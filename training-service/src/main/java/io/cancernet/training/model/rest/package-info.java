/** REST side of models and promotions. */
@NullMarked
package io.cancernet.training.model.rest;

import org.jspecify.annotations.NullMarked;
