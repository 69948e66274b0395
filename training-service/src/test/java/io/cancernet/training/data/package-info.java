@NullMarked
package io.cancernet.training.data;

import org.jspecify.annotations.NullMarked;
