using Isl.Grains.Interfaces.Experiments;
using Isl.Grains.Interfaces.Models;

namespace Isl.Grains.Experiments;

/// <summary>Beliefs about parameters after a history, and what they say of experiments.</summary>
internal interface IBeliefs
{
    /// <summary>Whether all they say is exact.</summary>
    bool IsExact { get; }

    /// <summary>Equally likely draws that the history leaves; infinite where they are exact.</summary>
    double EffectiveDraws { get; }

    /// <summary>What is believed of each parameter.</summary>
    IReadOnlyList<ParameterBelief> Parameters { get; }

    /// <summary>Expected outcome of an experiment.</summary>
    double MeanOf(IReadOnlyList<VariableValue> settings);

    /// <summary>Looks at some experiments.</summary>
    IExperimentFigures Look(IReadOnlyList<PlannedExperiment> experiments);
}

/// <summary>What beliefs say of some experiments, by their index.</summary>
internal interface IExperimentFigures
{
    /// <summary>Expected outcome.</summary>
    double Mean(int experiment);

    /// <summary>Variance of the outcome's mean, by the beliefs alone.</summary>
    double Variance(int experiment);

    /// <summary>Bounds of the expected information, in nats.</summary>
    (double Lower, double Upper) Information(int experiment);

    /// <summary>Expected rise of the best of all by what one teaches.</summary>
    double Learning(int experiment);

    /// <summary>The outcomes' means under one draw from the beliefs.</summary>
    double[] Draw(ulong seed);
}
