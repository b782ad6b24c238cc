
namespace Isl.Grains.Interfaces.Discovery;

/// <summary>Test of conditional independence.</summary>
public enum CiTest
{
    /// <summary>By the kind of data.</summary>
    Auto,

    /// <summary>Fisher's z of the partial correlation: linear Gaussian data.</summary>
    FisherZ,

    /// <summary>Pearson's χ²: categorical data.</summary>
    ChiSquare,

    /// <summary>Likelihood ratio G²: categorical data.</summary>
    GSquare,

    /// <summary>Likelihood ratio over numbers and indicators of categories: columns of both kinds.</summary>
    Mixed,
}

/// <summary>What score searches maximise.</summary>
public enum ScoreKind
{
    /// <summary>By the kind of data.</summary>
    Auto,

    /// <summary>The BIC of linear Gaussian models: numbers.</summary>
    Gaussian,

    /// <summary>The conditional Gaussian BIC, which is the multinomial one where all columns are categories: columns of both kinds.</summary>
    ConditionalGaussian,
}

/// <summary>What is done to the columns before a fit.</summary>
public enum DataScaling
{
    /// <summary>Centre and divide by the standard deviation: the answer does not depend on units.</summary>
    Standardize,

    /// <summary>Centre only, as in the papers: larger units count more.</summary>
    None,
}

/// <summary>What options are unless the caller says otherwise.</summary>
public static class DiscoveryDefaults
{
    /// <summary>Outer iterations of the continuous methods.</summary>
    public const int MaxIterations = 100;

    /// <summary>Least absolute weight of an edge.</summary>
    public const double Threshold = 0.3;

    /// <summary>L1 penalty of NOTEARS.</summary>
    public const double Lambda1 = 0.1;

    /// <summary>L1 penalty of DAGMA.</summary>
    public const double DagmaLambda1 = 0.02;

    /// <summary>Acyclicity tolerance.</summary>
    public const double HTolerance = 1e-8;

    /// <summary>Significance level.</summary>
    public const double Alpha = 0.05;

    /// <summary>Weight of the data against sentences.</summary>
    public const double DataWeight = 0.5;

    /// <summary>Most resamples of one question.</summary>
    public const int MostResamples = 1000;
}
