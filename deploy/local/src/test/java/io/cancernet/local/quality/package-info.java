@NullMarked
package io.cancernet.local.quality;

import org.jspecify.annotations.NullMarked;
