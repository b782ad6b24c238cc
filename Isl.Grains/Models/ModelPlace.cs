using Isl.Grains.Interfaces.Errors;

namespace Isl.Grains.Models;

/// <summary>Mistakes in a model, told where the model stands in its request.</summary>
public static class ModelPlace
{
    /// <summary>A mistake at the place where the caller has it.</summary>
    /// <param name="error">The mistake.</param>
    /// <param name="place">JSON pointer to the model.</param>
    public static InputError Moved(InputError error, string place) =>
        error.Path.Split('/') is ["", "model", .. var within] ? error with { Path = string.Join('/', [place, .. within]) } : error;

    /// <summary>Runs what reads a model that stands elsewhere than at <c>/model</c>.</summary>
    /// <param name="place">JSON pointer to the model.</param>
    /// <param name="read">What reads it.</param>
    /// <exception cref="InputException">With each mistake at its place.</exception>
    public static T At<T>(string place, Func<T> read)
    {
        try
        {
            return read();
        }
        catch (InputException e)
        {
            throw new InputException([.. e.Errors.Select(error => Moved(error, place))]);
        }
    }
}
