@NullMarked
package io.cancernet.common.id;

import org.jspecify.annotations.NullMarked;
