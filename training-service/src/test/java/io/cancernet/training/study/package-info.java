@NullMarked
package io.cancernet.training.study;

import org.jspecify.annotations.NullMarked;
