/** Where patches come from: folders and archives, checked before they are used. */
@NullMarked
package io.cancernet.dataset.source;

import org.jspecify.annotations.NullMarked;
