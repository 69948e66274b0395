/** The colours of training patches, and how far an image is from them: measured alike in training and scoring. */
@NullMarked
package io.cancernet.common.colour;

import org.jspecify.annotations.NullMarked;
