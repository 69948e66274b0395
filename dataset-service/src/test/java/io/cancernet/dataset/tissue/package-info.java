@NullMarked
package io.cancernet.dataset.tissue;

import org.jspecify.annotations.NullMarked;
