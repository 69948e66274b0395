@NullMarked
package io.cancernet.dataset.annotation;

import org.jspecify.annotations.NullMarked;
