package io.cancernet.dataset.dataset.postgres;

import io.cancernet.dataset.split.SplitStrategy;
import jakarta.persistence.AttributeConverter;
import jakarta.persistence.Converter;

/** Strategies are stored as they are written elsewhere. */
@Converter
class StrategyColumn implements AttributeConverter<SplitStrategy, String> {

    @Override
    public String convertToDatabaseColumn(SplitStrategy strategy) {
        return strategy.slug();
    }

    @Override
    public SplitStrategy convertToEntityAttribute(String slug) {
        return SplitStrategy.of(slug);
    }
}
