/** The models that slides for scoring are cut for. */
@NullMarked
package io.cancernet.dataset.model;

import org.jspecify.annotations.NullMarked;
