using System.Collections.Immutable;
using Isl.Grains.Interfaces.Fitting;
using Isl.Grains.Interfaces.Models;
using Isl.Grains.Regression;
using Isl.Grains.Words;

namespace Isl.Grains.Fitting.Forms;

/// <summary>A fitted equation: a function of the parents and of a noise that does not depend on them.</summary>
internal abstract class FittedForm
{
    /// <summary>Its form, as it is written in answers.</summary>
    public abstract string Family { get; }

    /// <summary>Its numbers.</summary>
    public abstract ImmutableArray<FittedCoefficient> Coefficients { get; }

    /// <summary>Share of the variance explained, of numeric equations.</summary>
    public virtual double? R2 => null;

    /// <summary>Share of the deviance explained, of the others.</summary>
    public virtual double? DevianceExplained => null;

    /// <summary>Standard deviation of the residuals of numeric equations.</summary>
    public virtual double? ResidualStd => null;

    /// <summary>The right side of the equation; null where the variable has a distribution instead.</summary>
    public abstract string? Formula { get; }

    /// <summary>The distribution of the noise, or of the variable itself.</summary>
    public abstract DistributionSpec Noise { get; }

    /// <summary>Numbers that were estimated.</summary>
    public abstract int Parameters { get; }

    /// <summary>What limits it.</summary>
    public virtual IEnumerable<Finding> Caveats => [];

    /// <summary>The log likelihood of each row.</summary>
    public abstract double[] LogLikelihood(EquationData data);

    /// <summary>What is left of each row once the parents are taken off, on whatever scale.</summary>
    /// <param name="data">The rows.</param>
    /// <param name="uniforms">One for each row: where in its step a discrete value is put (Dunn and Smyth 1996).</param>
    public abstract double[] Residuals(EquationData data, ReadOnlySpan<double> uniforms);

    /// <summary>Draws the variable.</summary>
    /// <param name="parents">Values of the parents.</param>
    /// <param name="uniforms">One for each draw, in (0, 1); the same uniforms give the same noise.</param>
    /// <param name="destination">Overwritten.</param>
    public abstract void Draw(IReadOnlyList<DesignColumn> parents, ReadOnlySpan<double> uniforms, Span<double> destination);
}
