@NullMarked
package io.cancernet.inference.slide;

import org.jspecify.annotations.NullMarked;
