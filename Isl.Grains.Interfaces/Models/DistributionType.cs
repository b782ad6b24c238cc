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
}
