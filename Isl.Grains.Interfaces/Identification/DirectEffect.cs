using System.Collections.Immutable;

namespace Isl.Grains.Interfaces.Identification;

/// <summary>Asks for the controlled direct effect: mediators are set together with the treatments, so that nothing runs through them.</summary>
/// <param name="Mediators">What is held fixed, in ordinal order; null for every observed node on a causal path between the two.</param>
[GenerateSerializer, Immutable, Alias("isl.direct-question.v1")]
public sealed record DirectQuestion([property: Id(0)] ImmutableArray<string>? Mediators);

/// <summary>The controlled direct effect that was asked for: sets and formula of the answer are those of P(outcomes | do(treatments,
/// mediators)).</summary>
/// <param name="Mediators">What is held fixed.</param>
/// <param name="IsZero">True when every causal path runs through what is held fixed, so that the treatments then change nothing.</param>
/// <param name="OtherPath">A causal path that is part of the direct effect though it is longer than one edge; null where there is none.</param>
public sealed record DirectEffect(ImmutableArray<string> Mediators, bool IsZero, string? OtherPath);
