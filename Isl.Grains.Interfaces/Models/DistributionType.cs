namespace Isl.Grains.Interfaces.Models;

/// <summary>The families of distributions.</summary>
public enum DistributionType
{
    /// <summary>Parameters: mean, std ≥ 0.</summary>
    Normal,

    /// <summary>Parameters: mu, sigma ≥ 0, mean and standard deviation of the logarithm.</summary>
    Lognormal,

    /// <summary>Parameters: low ≤ high.</summary>
    Uniform,

    /// <summary>Parameters: low ≤ mode ≤ high.</summary>
    Triangular,

    /// <summary>Parameter: scale &gt; 0, the mean.</summary>
    Exponential,

    /// <summary>Parameters: shape &gt; 0, scale &gt; 0; the mean is their product.</summary>
    Gamma,

    /// <summary>Parameters: a &gt; 0, b &gt; 0.</summary>
    Beta,

    /// <summary>Parameters: df &gt; 0, loc, scale ≥ 0.</summary>
    StudentT,

    /// <summary>Parameter: p, the probability of 1.</summary>
    Bernoulli,

    /// <summary>Parameters: n, p.</summary>
    Binomial,

    /// <summary>Parameter: lam ≥ 0, the mean.</summary>
    Poisson,

    /// <summary>No scalar parameter; the values and their probabilities.</summary>
    Categorical,

    /// <summary>Parameter: value.</summary>
    Constant,

    /// <summary>No scalar parameter; observed values, each as likely as its weight says.</summary>
    Empirical,

    /// <summary>Parameters: mean, std &gt; 0 of the normal, low &lt; high, which may be infinite.</summary>
    TruncatedNormal,

    /// <summary>Parameter: scale &gt; 0, the standard deviation of the normal whose absolute value it is.</summary>
    HalfNormal,

    /// <summary>Parameters: shape &gt; 0, scale &gt; 0.</summary>
    Weibull,

    /// <summary>Parameters: loc, scale ≥ 0.</summary>
    Laplace,

    /// <summary>Parameters: loc, scale ≥ 0; it has no mean.</summary>
    Cauchy,

    /// <summary>Parameters: low ≤ mode ≤ high, lambda ≥ 0, the weight of the mode.</summary>
    Pert,
}
