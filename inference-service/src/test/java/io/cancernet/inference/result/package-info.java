@NullMarked
package io.cancernet.inference.result;

import org.jspecify.annotations.NullMarked;
