/** Annotations: regions that somebody drew on a slide, and the labels of patches that follow from them. */
@NullMarked
package io.cancernet.dataset.annotation;

import org.jspecify.annotations.NullMarked;
