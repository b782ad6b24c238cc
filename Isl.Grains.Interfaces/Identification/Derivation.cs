using System.Collections.Immutable;

namespace Isl.Grains.Interfaces.Identification;

/// <summary>How an effect was reduced to observed distributions, or why it could not be.</summary>
/// <param name="Steps">The steps, in order.</param>
/// <param name="Truncated">True when there were more steps than are listed.</param>
public sealed record Derivation(ImmutableArray<DerivationStep> Steps, bool Truncated);

/// <summary>A step of a derivation.</summary>
/// <param name="Rule">The line of the algorithm or the rule used, such as <c>ID line 4</c> or <c>do-calculus rule 2</c>.</param>
/// <param name="Query">What is being computed, such as <c>P(Y | do(X))</c>.</param>
/// <param name="Description">What the step does and why it may, in the caller's names.</param>
/// <param name="Nodes">The variables concerned; empty where the description says it all.</param>
/// <param name="Expression">The formula the step arrives at, as text; null where it yields none, or a long one.</param>
public sealed record DerivationStep(string Rule, string Query, string Description, ImmutableArray<string> Nodes, string? Expression);
