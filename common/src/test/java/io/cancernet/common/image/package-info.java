@NullMarked
package io.cancernet.common.image;

import org.jspecify.annotations.NullMarked;
