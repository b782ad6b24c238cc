using Isl.Grains.Interfaces.Models;
using Isl.Grains.Models.Distributions;
using Isl.Grains.Models.Formulas;

namespace Isl.Grains.Sensitivity.Assumptions;

/// <summary>Distributions whose draws are an expression of their parameters and of draws that do not depend on them.</summary>
internal static class FamilyForms
{
    private static readonly DistributionSpec Normal = Spec(DistributionType.Normal, 0, 1);
    private static readonly DistributionSpec Uniform = Spec(DistributionType.Uniform, 0, 1);

    /// <summary>What is drawn in place of the distribution; null where there is no such form, or no cheap one, for what varies.</summary>
    /// <param name="spec">The distribution.</param>
    /// <param name="varies">Whether a parameter varies.</param>
    public static DistributionSpec? Standard(DistributionSpec spec, Func<int, bool> varies) => spec.Type switch
    {
        DistributionType.Normal or DistributionType.Lognormal => Normal,
        DistributionType.Uniform or DistributionType.Bernoulli => Uniform,
        DistributionType.Exponential or DistributionType.Weibull => Spec(DistributionType.Exponential, 1),
        DistributionType.HalfNormal => Spec(DistributionType.HalfNormal, 1),
        DistributionType.Laplace => Spec(DistributionType.Laplace, 0, 1),
        DistributionType.Cauchy => Spec(DistributionType.Cauchy, 0, 1),
        DistributionType.StudentT when !varies(0) => Spec(DistributionType.StudentT, spec.Parameters[0], 0, 1),
        DistributionType.Gamma when !varies(0) => Spec(DistributionType.Gamma, spec.Parameters[0], 1),
        _ => null,
    };

    /// <summary>The draws.</summary>
    /// <param name="graph">The graph.</param>
    /// <param name="type">The family; one that has a form.</param>
    /// <param name="p">Nodes of its parameters.</param>
    /// <param name="z">Node of what is drawn in its place.</param>
    public static int Expression(ExpressionGraph graph, DistributionType type, int[] p, int z)
    {
        return type switch
        {
            DistributionType.Normal or DistributionType.Laplace or DistributionType.Cauchy => Affine(p[0], p[1]),
            DistributionType.Lognormal => graph.Apply(FormulaOp.Exp, Affine(p[0], p[1])),
            DistributionType.Uniform => Affine(p[0], graph.Apply(FormulaOp.Subtract, p[1], p[0])),
            DistributionType.Bernoulli => graph.Apply(FormulaOp.Less, graph.Apply(FormulaOp.Subtract, graph.Constant(1), p[0]), z),
            DistributionType.Weibull => graph.Apply(
                FormulaOp.Multiply, p[1], graph.Apply(FormulaOp.Power, z, graph.Apply(FormulaOp.Divide, graph.Constant(1), p[0]))),
            DistributionType.StudentT => Affine(p[1], p[2]),
            DistributionType.Gamma => graph.Apply(FormulaOp.Multiply, p[1], z),
            _ => graph.Apply(FormulaOp.Multiply, p[0], z),
        };

        int Affine(int location, int scale) => graph.Apply(FormulaOp.Add, location, graph.Apply(FormulaOp.Multiply, scale, z));
    }

    /// <summary>The parameter that a variable's name alone stands for; null where values move or stretch as a whole instead.</summary>
    public static int? NamedParameter(DistributionType type) => type switch
    {
        DistributionType.Normal or DistributionType.Laplace or DistributionType.Cauchy or DistributionType.Constant => 0,
        DistributionType.Bernoulli or DistributionType.Poisson or DistributionType.Exponential => 0,
        DistributionType.Binomial => 1,
        _ => null,
    };

    /// <summary>Whether values of a distribution stretch, not move, to another mean: none of them is below 0.</summary>
    public static bool IsStretched(DistributionType type) => type
        is DistributionType.Lognormal or DistributionType.Gamma or DistributionType.Weibull or DistributionType.HalfNormal;

    /// <summary>Other families with the same mean and variance; empty where the distribution has none, or is one of separate values.</summary>
    public static IEnumerable<DistributionSpec> Others(DistributionSpec spec)
    {
        if (DistributionVariance.Of(spec) is not (> 0 and var variance) || !double.IsFinite(variance)
            || spec.Type is DistributionType.Bernoulli or DistributionType.Binomial or DistributionType.Poisson or DistributionType.Categorical)
        {
            yield break;
        }

        var (mean, std) = (DistributionMean.Of(spec), Math.Sqrt(variance));
        if (mean > 0)
        {
            var square = Numerics.SmallArguments.Log1p(variance / mean / mean);
            yield return Spec(DistributionType.Lognormal, Math.Log(mean) - (square / 2), Math.Sqrt(square));
        }

        yield return Spec(DistributionType.Normal, mean, std);
        yield return Spec(DistributionType.Laplace, mean, std / Math.Sqrt(2));
        yield return Spec(DistributionType.Uniform, mean - (std * Math.Sqrt(3)), mean + (std * Math.Sqrt(3)));
    }

    private static DistributionSpec Spec(DistributionType type, params double[] parameters) => new() { Type = type, Parameters = [.. parameters] };
}
