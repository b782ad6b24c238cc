using System.Security.Cryptography;
using System.Text;
using Isl.Grains.Interfaces.Discovery;
using Isl.Grains.Interfaces.Models;

namespace Isl.Grains.Interfaces.Sensitivity;

/// <summary>What a conclusion owes to its assumptions; at least one part is asked for.</summary>
/// <param name="Assumptions">Which assumptions of a model carry its conclusion?</param>
/// <param name="Confounding">How strong a hidden confounder would take an estimate away?</param>
/// <param name="Bounds">What do data say of an effect without assuming that nothing is hidden?</param>
/// <param name="Seed">Seed of the draws.</param>
[GenerateSerializer, Immutable, Alias("isl.sensitivity-question.v1")]
public sealed record SensitivityQuestion(
    [property: Id(0)] AssumptionsQuestion? Assumptions,
    [property: Id(1)] ConfoundingQuestion? Confounding,
    [property: Id(2)] BoundsQuestion? Bounds,
    [property: Id(3)] long Seed);

/// <summary>What a question on sensitivity is about.</summary>
/// <param name="Model">The model; null where assumptions of none are asked about.</param>
/// <param name="Data">The rows; null where no bounds are asked for.</param>
[GenerateSerializer, Immutable, Alias("isl.sensitivity-subject.v1")]
public sealed record SensitivitySubject([property: Id(0)] StructuralModel? Model, [property: Id(1)] Dataset? Data)
{
    /// <summary>Hash of both, 64 hexadecimal digits.</summary>
    public string Hash() =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"1\n{Model?.Hash()}\n{Data?.Hash()}")));
}
