using Isl.Grains.Discovery.Data;
using Isl.Grains.Discovery.Searches.Estimates;
using Isl.Grains.Interfaces.Discovery;
using Isl.Grains.Words.Discovery;

namespace Isl.Grains.Discovery.Searches.Score;

/// <summary>The score that suits the columns, unless the question names one.</summary>
/// <param name="Kind">The score.</param>
/// <param name="Columns">What the columns are; null where only their moments are at hand.</param>
internal sealed record ScoreChoice(ScoreKind Kind, DataKind? Columns)
{
    /// <summary>What must hold for it.</summary>
    public Assumption Assumption => Kind == ScoreKind.Gaussian ? Assumption.LinearNormal
        : Columns!.IsCategorical ? Assumption.Multinomial
        : Assumption.ConditionallyNormal;

    /// <summary>The score of a question on these data.</summary>
    public static ScoreChoice For(DiscoveryQuestion question, SearchInput input)
    {
        if (input.Data is not { } data || question.Score == ScoreKind.Gaussian)
        {
            return new ScoreChoice(ScoreKind.Gaussian, null);
        }

        var columns = DataKind.Of(data);
        var isAsked = question.Score == ScoreKind.ConditionalGaussian;
        return new ScoreChoice(isAsked || columns.IsCategorical || columns.IsMixed ? ScoreKind.ConditionalGaussian : ScoreKind.Gaussian, columns);
    }

    /// <summary>Prepares it.</summary>
    /// <param name="input">The data.</param>
    /// <param name="lambda">Penalty a parameter, in units of log n.</param>
    public LocalScore Make(SearchInput input, double lambda) => Kind == ScoreKind.Gaussian
        ? new GaussianScore(input.Moments.Covariance, input.Order, input.Moments.Rows, lambda)
        : new ConditionalGaussianScore(input.Data!, Columns!, lambda);

    /// <summary>The columns that it takes for categories.</summary>
    public List<string> Categories(SearchInput input) => Kind == ScoreKind.Gaussian
        ? []
        : input.Names(Enumerable.Range(0, input.Order).Where(column => Columns!.Columns[column] == ColumnKind.Categorical));
}
