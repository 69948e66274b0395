/** Tests of notes and tags. */
@NullMarked
package io.cancernet.training.annotation;

import org.jspecify.annotations.NullMarked;
