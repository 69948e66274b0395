/** Notes and tags that people put on runs. */
@NullMarked
package io.cancernet.training.annotation;

import org.jspecify.annotations.NullMarked;
