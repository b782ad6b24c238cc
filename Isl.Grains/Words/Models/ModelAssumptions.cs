namespace Isl.Grains.Words.Models;

/// <summary>A variable comes about by its equation.</summary>
/// <param name="Variable">The variable.</param>
/// <param name="Formula">Its formula as it was written.</param>
/// <param name="Noise">Distribution of its noise; null where it has none.</param>
public sealed record EquationHolds(string Variable, string Formula, string? Noise) : Finding
{
    /// <inheritdoc/>
    public override string Text => $"{Variable} = {Formula}{(Noise is null ? "" : $", with noise from {Noise}")}.";
}

/// <summary>A quantity is drawn from a distribution.</summary>
/// <param name="Name">The quantity.</param>
/// <param name="Distribution">The distribution.</param>
public sealed record DrawnFrom(string Name, string Distribution) : Finding
{
    /// <inheritdoc/>
    public override string Text => $"{Name} is drawn from {Distribution}.";
}

/// <summary>The model holds a variable at a value.</summary>
/// <param name="Name">The variable.</param>
/// <param name="Value">The value.</param>
public sealed record HeldAt(string Name, double Value) : Finding
{
    /// <inheritdoc/>
    public override string Text => $"{Name} is held at {Figure.Exact(Value)}.";
}

/// <summary>Assumptions that are not written out, because there are too many.</summary>
/// <param name="Count">How many; at least one.</param>
public sealed record FurtherAssumptions(int Count) : Finding
{
    /// <inheritdoc/>
    public override string Text => Count == 1
        ? "One more equation or distribution holds as given."
        : $"{Wording.Count(Count)} more equations and distributions hold as given.";
}

/// <summary>Nothing outside the model connects its random inputs.</summary>
public sealed record IndependentInputs : Finding
{
    /// <inheritdoc/>
    public override string Text => "The noise terms and exogenous quantities are independent of each other: no unobserved common causes.";
}

/// <summary>An intervention changes nothing but what it names.</summary>
public sealed record ModularIntervention : Finding
{
    /// <inheritdoc/>
    public override string Text => "An intervention replaces only what it names; all other equations stay as they are.";
}
