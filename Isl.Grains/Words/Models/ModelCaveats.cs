namespace Isl.Grains.Words.Models;

/// <summary>The model says nothing about a variable, so a value was assumed for it.</summary>
/// <param name="Name">The variable.</param>
/// <param name="Value">The value.</param>
/// <param name="IsMean">Whether the value is the variable's mean in the calibration data.</param>
public sealed record AssumedValue(string Name, double Value, bool IsMean) : Finding
{
    /// <inheritdoc/>
    public override string Text => $"{Name} has neither an equation nor a distribution. It was held at "
        + (IsMean
            ? $"{Wording.Number(Value)}, its mean in the calibration data."
            : $"{Figure.Exact(Value)}; give it one, or set it in the intervention.");
}

/// <summary>An equation has a noise distribution, and its formula has no noise.</summary>
/// <param name="Variable">The variable on the left.</param>
public sealed record UnusedNoise(string Variable) : Finding
{
    /// <inheritdoc/>
    public override string Text => $"{Variable} has a noise_dist, but its formula does not use noise; add noise to the formula.";
}
