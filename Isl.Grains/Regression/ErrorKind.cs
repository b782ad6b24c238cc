namespace Isl.Grains.Regression;

/// <summary>How the standard error of a least-squares fit is formed.</summary>
internal enum ErrorKind
{
    /// <summary>One residual variance for all rows, RSS/(n−k).</summary>
    Classical,

    /// <summary>White's sandwich.</summary>
    Hc0,

    /// <summary>The sandwich times n/(n−k).</summary>
    Hc1,

    /// <summary>The sandwich of residuals divided by 1 − leverage.</summary>
    Hc3,

    /// <summary>The sandwich of sums by cluster, times G/(G−1)·(n−1)/(n−k).</summary>
    Cluster,
}
