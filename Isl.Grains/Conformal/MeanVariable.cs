using System.Collections.Immutable;
using Isl.Grains.Interfaces.Models;
using Isl.Grains.Models.Formulas;

namespace Isl.Grains.Conformal;

/// <summary>How one variable or exogenous quantity comes about.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Formula">Its equation's right side, or null.</param>
/// <param name="Random">Distributions of its equation's noises, or of itself where it has no equation; empty where nothing is random.</param>
/// <param name="Value">Its value where it has neither equation nor distribution.</param>
internal sealed record MeanVariable(string Name, Formula? Formula, ImmutableArray<DistributionSpec> Random, double Value);
