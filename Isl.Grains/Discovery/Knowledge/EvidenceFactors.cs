namespace Isl.Grains.Discovery.Knowledge;

/// <summary>How much evidence each edge needs once sentences are weighed in: factors of its L1 penalty and of its threshold.</summary>
/// <remarks>
/// With data weight w a stated edge needs w times the usual evidence, the reverse of a stated edge or one that is ruled out 1/w times; silence
/// is no evidence, so every other edge needs what it always does. All are 1 for w = 1. In a Laplace prior on the weights, which an L1
/// penalty is (Tibshirani 1996, section 5), they are its inverse scales.
/// </remarks>
internal static class EvidenceFactors
{
    private const double LeastWeight = 1e-3;

    /// <summary>Row-major d×d factors.</summary>
    /// <param name="d">Number of variables.</param>
    /// <param name="reading">What the sentences say.</param>
    /// <param name="dataWeight">Weight w of the data, above 0.</param>
    public static double[] Of(int d, KnowledgeReading reading, double dataWeight)
    {
        var weight = Math.Max(dataWeight, LeastWeight);
        var factors = new double[d * d];
        Array.Fill(factors, 1);
        foreach (var edge in reading.Denied)
        {
            factors[(edge.From * d) + edge.To] = 1 / weight;
        }

        foreach (var edge in reading.Kept)
        {
            factors[(edge.From * d) + edge.To] = weight;
            factors[(edge.To * d) + edge.From] = 1 / weight;
        }

        return factors;
    }
}
